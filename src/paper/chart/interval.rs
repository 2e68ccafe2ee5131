//! A share and its interval on a line from 0 to 100%.

use super::at;
use crate::figures::stats::Share;

/// The share and its interval as a small bar; nothing where nothing was counted. It is hidden from who hears the page,
/// because the sentence under it says the same.
pub fn interval(share: &Share) -> String {
    let (Some(percent), Some(low), Some(high)) = (share.percent, share.low, share.high) else {
        return String::new();
    };
    format!(
        "<svg class=\"interval\" width=\"100%\" height=\"46\" aria-hidden=\"true\" focusable=\"false\">\
         <line class=\"axis\" x1=\"0%\" x2=\"100%\" y1=\"14\" y2=\"14\"/>\
         <rect class=\"range\" x=\"{}%\" y=\"8\" width=\"{}%\" height=\"12\"/>\
         <rect class=\"mark\" x=\"{}%\" y=\"1\" width=\"5\" height=\"26\" transform=\"translate(-2.5 0)\"/>\
         <text x=\"0%\" y=\"42\">0%</text>\
         <text class=\"middle\" x=\"50%\" y=\"42\">50%</text>\
         <text class=\"end\" x=\"100%\" y=\"42\">100%</text></svg>",
        at(low),
        at(high - low),
        at(percent)
    )
}
