import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-kept-$suffix")

Refusal.in(basedir).says(
        "The environment 'it-kept-$suffix' did not come up",
        'It is kept (esb.keep)',
        "mvn esb:logs -Desb.env=it-kept-$suffix",
        "mvn esb:down -Desb.env=it-kept-$suffix")

def logs = new File(basedir, "target/esb/it-kept-$suffix/logs")
assert new File(logs, 'deaf.log').text == 'there is nobody at port 80\n'
assert new File(logs, 'sleeper.log').text == 'good night\n'
assert new File(basedir, 'build.log').text =~ /(?m)^deaf +esb-it-kept-$suffix-deaf-1 +Up /
