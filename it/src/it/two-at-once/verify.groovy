import dev.esb.it.projects.Engine
import dev.esb.it.projects.Maven

try {
    Maven.await(new File(basedir.parentFile, 'two-at-once-e2e-2'), context.other)
} finally {
    Engine.assertNothingLeftOf('e2e-containerd', 'e2e-2')
    context.turn.close()
}
