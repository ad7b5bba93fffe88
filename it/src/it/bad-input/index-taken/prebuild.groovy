import dev.esb.it.projects.Engine

def taken = Engine.docker(['volume', 'ls', '-q'])
def free = (500..700).shuffled().find { !taken.contains("esb-slot-$it".toString()) }
context.userProperties['esb.index'] = free.toString()
return true
