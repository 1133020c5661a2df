fn main() {
    let mut a: Vec<String> = std::env::args().skip(2).collect();
    let mut python = legb::scope::Python::NEWEST; let mut root = None;
    while a[0].starts_with("--") { let k = a.remove(0); let v = a.remove(0); if k == "--python" { python = v.parse().unwrap() } else { root = Some(std::path::PathBuf::from(v)) } }
    let paths: Vec<std::path::PathBuf> = a.into_iter().map(Into::into).collect();
    legb::cli::names::run(&paths, root.as_deref(), python, &mut std::io::stdout().lock()).unwrap();
}
