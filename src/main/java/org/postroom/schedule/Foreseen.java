package org.postroom.schedule;

/** A failure whose message is a sentence that says all an operator needs: logged without where in the program it came from. */
public interface Foreseen {}
