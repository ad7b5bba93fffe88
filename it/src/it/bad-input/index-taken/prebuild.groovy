import dev.esb.it.projects.Engine

def taken = Engine.docker(['volume', 'ls', '-q'])
context.userProperties['esb.index'] = (500..700).shuffled().find { !taken.contains("esb-slot-$it".toString()) } as String
return true
