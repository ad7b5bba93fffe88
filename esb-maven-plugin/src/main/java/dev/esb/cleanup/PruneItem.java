package dev.esb.cleanup;

/**
 * An environment, orphan or stray directory that no running build and no person needs any more.
 *
 * @param what kind and name, as messages show them: {@code environment 'e2e-1'}, {@code directory '/home/me/.esb/e2e-1'}
 * @param why why it is not needed, as messages show it: {@code its build has ended}
 * @param removal removes it; throws {@link dev.esb.EsbException} when that fails
 */
public record PruneItem(String what, String why, Runnable removal) {}
