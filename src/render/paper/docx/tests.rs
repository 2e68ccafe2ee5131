use super::*;

#[test]
fn the_shipped_template_is_right() {
    let template = Template::read(&shipped().unwrap()).unwrap();
    assert_eq!(template.page.size, (11_906, 16_838));
}
