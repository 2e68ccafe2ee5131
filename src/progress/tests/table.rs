//! Each step's start, day due and day done, by hand.

use super::*;
