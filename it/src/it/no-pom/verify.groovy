import dev.esb.it.projects.Engine
import dev.esb.it.projects.Maven
import groovy.json.JsonSlurper

def env = "it-no-pom-$suffix"
try {
    def results = new Properties()
    new File(basedir, "target/esb/$env/env.properties").withInputStream { results.load(it) }
    def port = results['esb.port.web.80']
    assert new URL("http://${results['esb.host']}:$port").text == 'hello\n'

    def log = new File(basedir, 'build.log').text
    assert log =~ /(?m)^NAME +STACK +SLOT +STATE/
    assert log =~ /(?m)^$env +- +\d+ +running .* web:80->$port$/
    def listed = new JsonSlurper().parseText((log =~ /(?ms)^\[ \{$.*?^} ]$/)[0]).find { it.env == env }
    assert listed.project == "esb-$env"
    // An engine that publishes on every address names two, of IPv4 and IPv6.
    assert listed.ports.collect { it.published as String }.unique() == [port]
    assert log =~ /(?m)^web-1 +\| web is listening$/
    assert log =~ /(?m)^web +esb-$env-web-1 +Up .* \S+:$port->80\/tcp$/

    // Drawn by an artifact that Maven has found only for that.
    def address = listed.ports[0].address == '0.0.0.0' ? "*:$port" : "${results['esb.host']}:$port"
    def picture = new File(basedir, "target/esb/$env/graph.svg").getText('UTF-8')
    assert ["Environment '$env'", 'web', "$address → 80", '● running'].every { picture.contains(">$it</text>") }

    // None with Podman, which has ./data on the host.
    def volumes = ['docker', 'inspect', '--format', '{{range .Mounts}}{{println .Name}}{{end}}', "esb-$env-web-1"]
        .execute().text.readLines().findAll()
    assert log.readLines().findAll { it.startsWith("$basedir/data ") }*.split(/ +/) ==
        volumes.collect { ["$basedir/data", it, "esb-$env-web-1:/data"] as String[] }
    assert ['docker', 'cp', "esb-$env-web-1:/data", "$basedir/copy"].execute().waitFor() == 0
    assert new File(basedir, 'copy/words').text == 'hello\n'
    assert !new File(basedir, 'data').exists()
    def web = new JsonSlurper().parseText((log =~ /(?ms)^\[ \{$.*?^} ]$/)[1])[0]
    assert web.paths == volumes.collect { [path: "$basedir/data".toString(), volume: it, target: '/data'] }
} finally {
    Maven.run(basedir, localRepositoryPath, "dev.esb:esb-maven-plugin:$version:down", "-Desb.env=$env")
    Engine.assertNothingLeftOf(env)
}
