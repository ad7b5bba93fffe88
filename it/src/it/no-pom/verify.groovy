import dev.esb.it.projects.Engine
import dev.esb.it.projects.Maven
import groovy.json.JsonSlurper

def env = "it-no-pom-$suffix"
try {
    def results = new Properties()
    new File(basedir, "target/esb/$env/env.properties").withInputStream { results.load(it) }
    def port = results['esb.port.web.80']
    assert new URL("http://${results['esb.host']}:$port").text == 'hello\n'

    // Maven 4 says of each line where it comes from, without --raw-streams.
    def log = new File(basedir, 'build.log').text.replaceAll(/(?m)^\[INFO] \[stdout] /, '')
    assert log =~ /(?m)^NAME +STACK +SLOT +STATE/
    assert log =~ /(?m)^$env +- +\d+ +running .* web:80->$port$/
    def listed = new JsonSlurper().parseText((log =~ /(?ms)^\[ \{$.*?^} ]$/)[0]).find { it.env == env }
    assert listed.project == "esb-$env"
    assert listed.ports.collect { it.published as String } == [port]
    assert log =~ /(?m)^web-1 +\| web is listening$/
    assert log =~ /(?m)^web +esb-$env-web-1 +Up .* 127\.0\.0\.1:$port->80\/tcp$/
} finally {
    Maven.run(basedir, localRepositoryPath, "dev.esb:esb-maven-plugin:$version:down", "-Desb.env=$env")
    Engine.assertNothingLeftOf(env)
}
