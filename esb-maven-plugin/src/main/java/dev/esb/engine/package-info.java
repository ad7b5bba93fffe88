/**
 * What is found out about an engine before anything is made on it: {@link dev.esb.engine.Engine} says whether it can be used, and why not;
 * {@link dev.esb.engine.EnginePlace} says at which address its ports answer and under which paths it knows the files of this process.
 *
 * <p>An engine is here; or beside the container in which this process runs ({@link dev.esb.engine.OwnContainer}); or elsewhere, as the
 * {@code docker} command's endpoint says ({@link dev.esb.engine.EngineEndpoint}).
 */
package dev.esb.engine;
