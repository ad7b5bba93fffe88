import dev.esb.it.projects.Engine

def names = ["it-matrix-$suffix-db-15", "it-matrix-$suffix-db-16"]*.toString()
Engine.assertNothingLeftOf(*names)

def log = new File(basedir, 'build.log').text
names.each { name ->
    assert log =~ /(?m)$name +passed +1 +0 +0 .*target\/esb\/$name\/build\.log$/
    assert new File(basedir, "target/esb/$name/build.log").text.contains("Environment '$name' is up")
    assert new File(basedir, "target/esb/matrix/$name/shop/failsafe-reports/TEST-shop.ShopIT.xml").exists()

    def rendered = new File(basedir, "shop/target/esb/$name/build/esb/$name/compose.yml").text
    assert rendered =~ /DB: "?${name[-2..-1]}"?/
    assert rendered =~ /LEVEL: "?debug"?/
    assert rendered =~ /more: "?yes"?/
}
// Only the environments have built anything.
assert !new File(basedir, 'library/target/classes').exists()
assert !new File(basedir, 'shop/target/test-classes').exists()
