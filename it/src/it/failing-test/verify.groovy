import dev.esb.it.projects.Engine
import dev.esb.it.projects.Maven

Engine.assertNothingLeftOf("it-failing-$suffix")

def log = new File(basedir, 'build.log').text
assert log.contains('the clock is wrong')
assert log.contains("Environment 'it-failing-$suffix' is down")
assert new File(basedir, "target/esb/it-failing-$suffix/logs/clock.log").text

try {
    def lines = log.readLines().findAll { it.contains("Environment 'it-kept-$suffix' is kept until ") }
    assert lines.size() == 1
    assert lines[0].contains('because 1 of 1 tests failed (esb.keep=onFailure)')
    assert !log.contains("Environment 'it-kept-$suffix' is down")
    assert ['docker', 'exec', "esb-it-kept-$suffix-clock-1", 'true'].execute().waitFor() == 0
} finally {
    Maven.run(basedir, localRepositoryPath, "dev.esb:esb-maven-plugin:$version:down", "-Desb.env=it-kept-$suffix")
    Engine.assertNothingLeftOf("it-kept-$suffix")
}
