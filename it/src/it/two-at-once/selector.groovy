import dev.esb.it.projects.Engine
import dev.esb.it.projects.Turn

context.turn = Turn.await('two-at-once')
def reasons = ['e2e-containerd', 'e2e-2'].findAll { Engine.hasEnvironment(it) }
        .collect { "there is an environment '$it' already".toString() }
reasons += Engine.obstaclesOfTheReferenceStack()
if (reasons) {
    context.turn.skip(reasons)
}
return !reasons
