//! The officials' side: answers, opinions, transitions, corrections, and the page of all answers.
