"""The face check: what these people look like, beside what is known or was assumed of them."""

import numpy as np

from bench.people import NULL_WORLDS, WORLDS, draw, sit_by_chance


def main() -> None:
    """One line for each world."""
    print("world     relief  sd   truth  <0    <-5  felt<=-10  stirred  steadier  ICC   there@30")
    for world in (*WORLDS.values(), *NULL_WORLDS.values()):
        course = sit_by_chance(draw(world, 600, 100, seed=20_260))
        relief = (course.before - course.after).mean(2)
        there = ~np.isnan(relief)
        before = course.before.mean(2)
        within = before.var(1).mean()
        between = before.mean(1).var()
        print(
            f"{world.name:<9} {np.nanmean(relief):6.2f} {np.nanstd(relief):5.2f}"
            f" {np.nanmean(course.effect):6.2f}"
            f" {np.mean(course.effect[there] < 0):5.0%} {np.mean(course.effect[there] < -5):6.0%}"
            f" {np.mean(relief[there] <= -10):8.0%} {np.mean(course.felt[there] == 0):9.0%}"
            f" {np.mean(course.felt[there] == 2):9.0%} {between / (between + within):6.2f}"
            f" {course.here[:, 30].mean():8.0%}"
        )


if __name__ == "__main__":
    main()
