import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-address-$suffix")

Refusal.in(basedir).says(
        "'sleeper' asks for the address 172.31.7.77 on the network 'inner', which has just 172.31.7.0/28",
        'Give the network a subnet')
