import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-deaf-$suffix")

Refusal.in(basedir).says(
        "The environment 'it-deaf-$suffix' did not come up: not ready after 5 s (esb.timeout)",
        'deaf (port 80 does not answer)',
        "The last lines of 'deaf'",
        'there is nobody at port 80',
        'It was taken down again',
        '-Desb.keep=true',
        "target/esb/it-deaf-$suffix/logs")

def logs = new File(basedir, "target/esb/it-deaf-$suffix/logs")
assert new File(logs, 'deaf.log').text == 'there is nobody at port 80\n'
assert new File(logs, 'sleeper.log').text == 'good night\n'
