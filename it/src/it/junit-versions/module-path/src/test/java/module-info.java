module shop {
    requires dev.esb.junit;
    requires org.junit.jupiter.api;

    // All that JUnit itself needs.
    opens shop to
            org.junit.platform.commons;
}
