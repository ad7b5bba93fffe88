import dev.esb.it.projects.Engine

Engine.assertNothingLeftOf("it-zero-$suffix")

assert new File(basedir, 'build.log').text.contains('Tests run: 1, Failures: 0')
assert new File(basedir, "target/esb/it-zero-$suffix/logs/web.log").text == 'web is listening\n'
