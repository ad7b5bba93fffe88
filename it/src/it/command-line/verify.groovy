import dev.esb.it.projects.Engine
import dev.esb.it.projects.ProjectCommand
import groovy.json.JsonSlurper

def env = "it-cli-$suffix"
def other = "it-cli-run-$suffix"
def script = new File(basedir, 'esb')
assert script.canExecute() && new File(basedir, 'esb.cmd').file
assert new File(basedir, '.esb.properties').readLines().drop(1) ==
    ["version=$version", 'module=e2e', "env=$env", 'up=start', 'up.start.stack=shop']*.toString()

// What another user gets who checks the project out, in a directory with a blank.
def checkout = new File(basedir, 'a checkout')
['esb', '.esb.properties', 'pom.xml', 'e2e/pom.xml', 'e2e/stack/shop.yml'].each {
    def file = new File(checkout, it)
    file.parentFile.mkdirs()
    file.bytes = new File(basedir, it).bytes
}
new File(checkout, 'esb').executable = true
def esb = new ProjectCommand(checkout, basedir, localRepositoryPath)

try {
    def properties = new File(checkout, '.esb.properties')
    def text = properties.text
    properties.text = text.replace("version=$version", 'version=0.0.1')
    def missing = esb.run('ps')
    assert missing.exitCode() == 1 && missing.output() == ''
    assert missing.errors() ==
        "esb: the version 0.0.1 of esb-maven-plugin is not in '$localRepositoryPath' yet. This downloads it: ./mvnw dev.esb:esb-maven-plugin:0.0.1:help\n"
    properties.text = text

    def none = esb.run('ps')
    assert none.exitCode() == 1 && none.output() == ''
    assert none.errors().startsWith("esb: There is no environment '$env/shop' on this engine")
    assert none.errors().endsWith("Bring it up with: ./esb up --env=$env --stack=shop\n")

    def up = esb.run('up')
    assert up.exitCode() == 0 : up
    assert !(up.output() + up.errors()).contains('is not what the pom says any more')

    def listed = esb.run('list')
    assert listed.output() =~ /(?m)^$env +shop +\d+ +running /
    assert new JsonSlurper().parseText(esb.run('list', '--format=json').output()).any { it.env == env }
    def ps = esb.run('ps')
    assert ps.output() =~ /(?m)^web +esb-$env-shop-web-1 +Up / && ps.errors() == ''

    // In every shell that can run it.
    def address = esb.run('port', 'web', '80').output()
    assert address ==~ /\S+:\d+\n/
    assert new URL("http://${address.trim()}").text == 'hello\n'
    ['dash', 'bash'].findAll { shell -> ['/bin', '/usr/bin'].any { new File(it, shell).canExecute() } }.each {
        assert esb.in(it).run('port', 'web').output() == address
    }

    // As they are, also where they look like a call of a goal.
    assert esb.run('logs').output() =~ /(?m)^web-1 +\| web is listening; look at it with 'mvn esb:logs'$/

    assert esb.run('exec', 'web', 'sh', '-c', 'echo "$1" >&2; exit 3', 'sh', 'a  b').with { [exitCode(), errors()] } == [3, 'a  b\n']
    assert esb.withInput('one\ntwo\n').run('exec', 'web', 'cat').output() == 'one\ntwo\n'

    def wrong = esb.run('lsit')
    assert wrong.exitCode() == 2
    assert wrong.errors() == "esb: There is no command 'lsit'. Did you mean 'list'? './esb --help' describes the commands.\n"
    def unknown = esb.run('port', 'wbe')
    assert unknown.exitCode() == 1
    assert unknown.errors() == "esb: The environment '$env/shop' has no service 'wbe' (SERVICE). There are: web.\n"

    def restart = esb.run('restart', 'web', '--stop-timeout=1')
    assert restart.exitCode() == 0 && restart.errors().contains('1 container is ready again after') : restart
    assert new URL("http://${address.trim()}").text == 'hello\n'

    // The file is as old as the checkout, and the pom is changed after that.
    def pom = new File(checkout, 'e2e/pom.xml')
    pom.text = pom.text.replace("<env>$env</env>", "<env>$env</env><home>\${user.home}/.esb</home>")
    def stale = esb.run('up')
    assert stale.exitCode() == 0
    assert (stale.output() + stale.errors()).contains(
        "'$properties' is not what the pom says any more (home: none in the file, '\${user.home}/.esb' in the pom). 'mvn esb:wrapper' writes it anew")

    def run = esb.run('run', "--env=$other", '--', 'sh', '-c', 'echo "port is $ESB_PORT_WEB_80."; exit 3')
    assert run.exitCode() == 3
    assert run.output() =~ /(?m)^port is \d+\.$/
    assert esb.run('ps', "--env=$other").exitCode() == 1

    def following = esb.start('logs', '-f', 'web')
    following.awaitOutput('web is listening')
    def down = esb.run('down', '--stop-timeout=1')
    assert down.exitCode() == 0 && down.output() == ''
    assert following.exitCode() == 0

    // The classes that the first of these commands has kept.
    assert esb.keepsClasses()
    assert esb.run('list').exitCode() == 0
} finally {
    [env, other].each { esb.run('down', "--env=$it") }
    esb.forgetClasses()
    Engine.assertNothingLeftOf("$env/shop", "$other/shop")
}
