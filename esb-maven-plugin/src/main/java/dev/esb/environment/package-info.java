/** What an environment is: its name, its identity on the engine, its directories, and the plan that is made for it. */
package dev.esb.environment;
