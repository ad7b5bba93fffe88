import dev.esb.it.projects.Engine

Engine.assertNothingLeftOf("it-failing-$suffix")

def log = new File(basedir, 'build.log').text
assert log.contains('the clock is wrong')
assert log.contains("Environment 'it-failing-$suffix' is down")
assert new File(basedir, "target/esb/it-failing-$suffix/logs/clock.log").text
