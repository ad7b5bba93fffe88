import dev.esb.it.projects.Engine

Engine.assertNothingLeftOf("it-share-$suffix")

def log = new File(basedir, 'build.log').text
assert log.contains('-- in FastIT')
assert log.contains('-- in SlowIT')
assert log.contains('-- in UnrelatedIT')
// The module that is ready first leaves it to the other one.
assert log.findAll("Environment 'it-share-$suffix' stays up for another module of this build").size() == 1
assert log.findAll("Environment 'it-share-$suffix' is down after").size() == 1
