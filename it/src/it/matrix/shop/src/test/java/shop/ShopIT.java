package shop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShopIT {
    @Test
    void hasTheClassesAndThePathsOfItsOwnEnvironment() {
        String build = "/target/esb/" + System.getProperty("esb.env") + "/build";

        assertTrue(Place.ofTheseClasses().contains("/library" + build + "/"), Place.ofTheseClasses());
        assertTrue(System.getProperty("build").endsWith("/shop" + build), System.getProperty("build"));
    }
}
