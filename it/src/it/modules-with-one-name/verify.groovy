import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-one-name-$suffix")

Refusal.in(basedir).says(
        "The environment 'it-one-name-$suffix' runs another stack: ",
        '-Desb.stack=NAME for a second stack in the same environment')

def log = new File(basedir, 'build.log').text
assert log.contains('Skipped (an aggregator without a Compose file)')
// By up, and by down, which might take down what another module uses.
assert log.findAll(/Skipped \(this module has no Compose file, and the plugin from its parent's pom\)/).size() == 2
// The one that was faster is not disturbed.
assert log.findAll("Environment 'it-one-name-$suffix' is up after").size() == 1
// By its own down, or after the refusal where that came later.
assert log.findAll("Environment 'it-one-name-$suffix' is down").size() == 1
assert log.findAll('BUILD FAILURE').size() == 1
