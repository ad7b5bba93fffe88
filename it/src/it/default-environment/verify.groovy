import dev.esb.it.projects.Engine

try {
    Engine.remove('image', Engine.images('default') - context.images)
    Engine.assertNothingLeftOf('default')
} finally {
    context.turn.close()
}
