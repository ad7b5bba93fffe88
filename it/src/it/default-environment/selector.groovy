import dev.esb.it.projects.Engine
import dev.esb.it.projects.Turn

// The ports and subnets of the file are global to a machine: where they are in use, there is no room for this project.
def isInUse = { int port ->
    try {
        new Socket('localhost', port).close()
        true
    } catch (ConnectException ignored) {
        false
    }
}
context.turn = Turn.await('default-environment')
def reasons = [443, 5010, 50051, 8001].findAll(isInUse).collect { "port $it is in use" }
// A network may go between the two commands, which is no error here.
def networks = Engine.docker(['network', 'ls', '-q'])
reasons += ['docker', 'network', 'inspect', '-f', '{{range .IPAM.Config}}{{.Subnet}} {{end}}', *networks].execute().text
        .readLines().findAll { it =~ /^172\.(20|50)\./ }.collect { "a network has the subnet $it" }
if (Engine.hasEnvironment('default')) {
    reasons += "there is an environment 'default' already"
}
reasons += Engine.obstaclesOfTheReferenceStack()
if (reasons) {
    context.turn.skip(reasons*.toString())
}
return !reasons
