import dev.esb.it.projects.Engine

def environments = new File(basedir, 'target/esb').listFiles().findAll { it.directory }*.name
assert environments.size() == 1
def env = environments[0]
assert env ==~ /it-zero-$suffix-[0-9a-f]{8}/
Engine.assertNothingLeftOf(env)

assert new File(basedir, 'build.log').text.contains('Tests run: 1, Failures: 0')
assert new File(basedir, "target/esb/$env/logs/web.log").text == 'web is listening\n'
