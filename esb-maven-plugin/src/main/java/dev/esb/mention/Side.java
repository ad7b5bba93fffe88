package dev.esb.mention;

/** Which of its two numbers a port has where a text mentions it. */
public enum Side {
    /** That of the container, which is the same in every environment. */
    INSIDE,
    /** That of the host, which is another one in each environment. */
    OUTSIDE,
    /** One of both; the text does not say which. */
    UNCERTAIN
}
