package dev.esb.lifecycle;

/** For work that nobody watches. */
enum Silence implements Reporter {
    INSTANCE;

    @Override
    public void info(String line) {}

    @Override
    public void warn(String line) {}

    @Override
    public void debug(String line) {}
}
