import dev.esb.it.projects.Engine
import dev.esb.it.projects.Maven

try {
    def builds = new File(basedir, 'builds.txt').readLines()*.split(' ')
    assert builds.size() == 2
    // The same containers, started once, with what the first build has written.
    assert builds[0][0..3] == builds[1][0..3]
    assert builds[0][4] == '1' && builds[1][4] == '2'
    def log = new File(basedir, 'build.log').text
    assert !log.contains("Environment 'it-warm-$suffix' is down")
} finally {
    Maven.run(basedir, localRepositoryPath, "dev.esb:esb-maven-plugin:$version:down", "-Desb.env=it-warm-$suffix")
    Engine.assertNothingLeftOf("it-warm-$suffix")
}
