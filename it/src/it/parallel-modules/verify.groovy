import dev.esb.it.projects.Engine

Engine.assertNothingLeftOf("it-parallel-$suffix/orders", "it-parallel-$suffix/payments")

def log = new File(basedir, 'build.log').text
assert log.contains('-- in ShopIT')
assert log.contains('-- in BankIT')
