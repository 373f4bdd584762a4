package org.postroom.config;

import org.postroom.intake.FloodSettings;
import org.postroom.storm.StormSettings;

/** What is done against too much of everything. */
public record AbuseSettings(StormSettings storms, FloodSettings floods) {}
