/** Draws what operators see, from what a running platform says of itself, for the documents. Nothing is made up. */
package io.tableorder.systemtests.pictures;
