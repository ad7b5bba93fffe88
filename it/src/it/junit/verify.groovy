import dev.esb.it.projects.Console
import dev.esb.it.projects.Engine
import dev.esb.it.projects.Maven

def env = "it-junit-$suffix"
def console = new Console(basedir, localRepositoryPath, junit)
try {
    def log = new File(basedir, 'build.log').text
    assert log.contains("Tests run: ${Engine.hasControlGroups() ? 5 : 4}, Failures: 0, Errors: 0, Skipped: 0")
    Engine.assertNothingLeftOf(env)
    assert console.environmentsOfClasses(env) == []

    // From nothing, twice at once, with nothing set: one of them brings the environment up, and the other one waits.
    def both = [console.start('first', 'shop.WebIT'), console.start('second', 'shop.WebIT')]
    both.each { assert console.end(it).contains('1 tests successful') }
    assert both.count { it.output().text.contains("Environment '$env-ide' is up") } >= 1
    // It is there for the next run.
    def warm = console.end(console.start('warm', 'shop.WebIT'))
    assert warm.contains('1 tests successful') && !warm.contains(' is up after ')

    def failing = console.end(console.start('failing', 'shop.FailingTest', '-Dfailing=true'))
    assert failing.contains('1 tests failed')
    assert failing.contains("The services of '$env-ide' have logged since the test began:")
    assert failing =~ /web-1 +\| GET \/dave/

    // An environment of a class goes also where the IDE is killed.
    def killed = console.start('killed', 'shop.OwnRowsIT', '-Dsleep=600000')
    console.await { console.environmentsOfClasses("$env-ide-ownrowsit") && console.log(killed).contains(' is up after ') }
    sleep 1000
    killed.process().destroyForcibly().waitFor()
    console.await { console.environmentsOfClasses("$env-ide-ownrowsit").isEmpty() }
    assert Engine.hasEnvironment("$env-ide")
} finally {
    Maven.run(basedir, localRepositoryPath, "dev.esb:esb-maven-plugin:$version:down", "-Desb.env=$env-ide")
    Engine.assertNothingLeftOf("$env-ide")
    Console.removeSnapshots("dev.esb.it:it-junit-$suffix")
}
