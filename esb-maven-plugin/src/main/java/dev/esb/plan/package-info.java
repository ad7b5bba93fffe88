/**
 * Decides, without starting anything, what an environment gets: {@link dev.esb.plan.Planner} turns a {@link dev.esb.plan.StackRequest}
 * into a slot, ports ({@link dev.esb.plan.PortPlanner}) and subnets ({@link dev.esb.plan.SubnetPlanner}), and
 * {@link dev.esb.plan.StackRenderer} writes the rendered file of that plan. What an environment has already
 * ({@link dev.esb.plan.RunningEnvironment}) it keeps. When the engine refuses a port or a subnet of a plan
 * ({@link dev.esb.plan.ConflictException}), the planner makes another one.
 *
 * <p>A port for which the file has no address is published where this process reaches it and other machines do not: on the loopback of the
 * engine's machine if this process is on it, and on the gateway of its network if it is in a container beside the engine
 * ({@link dev.esb.engine.EnginePlace}). There, the loopback that the file names is the gateway as well: its author means a port for this
 * machine alone. A machine with a route to the gateway gets an answer; the firewall of the engine's machine can refuse it, the engine cannot.
 */
package dev.esb.plan;
