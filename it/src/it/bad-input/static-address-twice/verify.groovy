import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-twins-$suffix")

Refusal.in(basedir).says(
        "ask for one address, 172.31.8.7 on the network 'rome'")
