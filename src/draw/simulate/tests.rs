use super::{Method, Setting, Simulation, simulate};
use crate::draw::record::Unit;
use crate::draw::test_council::{MadeCouncil, case, shared};

/// Robin Hale's pool: four case-holders of six children each, three statuses.
fn units() -> Vec<Unit> {
    let cases = (0..24).map(|n| {
        let mut case = case(&format!("C{n:02}"), "North");
        case.case_holder = Some(shared(["Adams", "Brown", "Cole", "Dean"][n % 4]));
        case.legal_status = shared(["CIN", "CP", "CiC"][n % 3]);
        case
    });
    MadeCouncil::of(cases.collect()).plan().units
}

fn simulated(seed: &str, runs: usize) -> Simulation {
    let setting = Setting {
        seed,
        cycles: 6,
        runs,
        memory_cycles: 6,
    };
    simulate(&units(), setting, || {})
}

#[test]
fn the_same_seed_gives_the_same_figures_and_another_one_others() {
    assert_eq!(simulated("1", 50), simulated("1", 50));
    assert_ne!(simulated("1", 50).council, simulated("2", 50).council);
}

#[test]
fn the_raffle_lies_between_plain_random_and_strict_rotation() {
    let simulation = simulated("7", 400);
    assert_eq!((simulation.auditors, simulation.children), (1, 24));
    let [raffle, plain, rotation] = simulation.council.as_slice() else {
        panic!("three methods were asked")
    };
    assert_eq!(rotation.method, Method::StrictRotation);
    assert_eq!(
        (rotation.holders_reached, rotation.best_guess),
        (Some(100.0), Some(1.0))
    );
    // Six draws from four equal holders at random reach 4(1 - (3/4)^6) = 3.29 of them, 82%, were the children put back.
    let plain_reached = plain.holders_reached.unwrap();
    assert!((78.0..90.0).contains(&plain_reached), "{plain_reached}");
    assert!(raffle.holders_reached.unwrap() > plain_reached + 5.0);
    // Five pairs a run; at random one in four or a little less is of one holder.
    let plain_twice = plain.holder_twice_running.unwrap();
    assert!((17.0..26.0).contains(&plain_twice), "{plain_twice}");
    assert!(raffle.holder_twice_running.unwrap() < 6.0);
    // The pool shrinks from 24 to 19.
    assert_eq!(plain.best_guess_95, Some(0.053));
    assert!(raffle.best_guess_95.unwrap() < 0.5);
    for figures in &simulation.council {
        assert!((figures.never_drawn - 18.0).abs() < f64::EPSILON);
    }
}

#[test]
fn an_auditor_without_a_pool_is_named_and_counted_out() {
    let mut units = units();
    units[0].pool.clear();
    let setting = Setting {
        seed: "1",
        cycles: 3,
        runs: 2,
        memory_cycles: 6,
    };
    let simulation = simulate(&units, setting, || {});
    assert_eq!(simulation.without_pool, ["Robin Hale"]);
    assert_eq!(simulation.council[0].holders_reached, None);
    assert_eq!(simulation.council[0].best_guess_95, None);
}

#[test]
fn a_pool_of_one_child_is_drawn_again_and_again() {
    let units = MadeCouncil::of(vec![case("C1", "North")]).plan().units;
    let setting = Setting {
        seed: "1",
        cycles: 4,
        runs: 3,
        memory_cycles: 6,
    };
    let simulation = simulate(&units, setting, || {});
    for figures in simulation.council {
        // Nobody else holds a case, so it can't be helped.
        assert_eq!(figures.holder_twice_running, None);
        assert_eq!(figures.best_guess_95, Some(1.0));
        assert!(figures.never_drawn.abs() < f64::EPSILON);
    }
}
