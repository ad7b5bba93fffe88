package dev.esb.cleanup;

/**
 * One thing that no living build and no person needs any more.
 *
 * @param what names it: {@code environment 'e2e-1'}, {@code directory '/home/me/.esb/e2e-1'}
 * @param why says why it is not needed: {@code its build has ended}
 * @param removal removes it; throws {@link dev.esb.EsbException} where that fails
 */
public record PruneItem(String what, String why, Runnable removal) {}
