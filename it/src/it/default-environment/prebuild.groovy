import dev.esb.it.projects.Engine

// Images of this environment stay when it goes, as with Compose; only those that are made now have to go with the test.
context.images = Engine.images('default')
return true
