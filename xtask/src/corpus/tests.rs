//! Which files of a folder are descriptions.

use super::find::documents;
use std::fs;
use std::path::Path;

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_folder_has_files_and_descriptions_of_many_files() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("acme.yaml", "openapi: 3.0.3"),
            ("no-version.json", "{}"),
            ("index.csv", "a,b"),
            ("whole/openapi.yaml", "openapi: 3.0.3"),
            ("whole/paths.yaml", "/boats: {}"),
            ("deep/models/Boat.json", r#"{"properties": {"openapi": {}}}"#),
            ("deep/reference/Boats.json", r#"{"openapi": "3.0.3"}"#),
            ("nothing/readme.yaml", "text: openapi"),
        ],
    );
    let found = documents(&[folder.path().to_owned()]).unwrap();
    let names: Vec<_> = found.iter().map(|it| it.name.replace('\\', "/")).collect();
    assert_eq!(names, ["acme.yaml", "deep/reference/Boats.json", "no-version.json", "whole/openapi.yaml"]);
    let packages: Vec<_> = found.iter().map(|it| it.package.as_str()).collect();
    assert_eq!(packages, ["corpus-acme", "corpus-deep-reference-boats", "corpus-no-version", "corpus-whole"]);
    assert!(found.iter().all(|it| it.reach == folder.path()));
}

#[test]
fn a_folder_can_be_one_description_and_files_are_themselves() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("a/openapi.json", "{}"), ("a/schemas.json", "{}"), ("b/a.yaml", ""), ("c/a.yaml", "")]);
    let paths = ["a", "b/a.yaml", "c"].map(|it| folder.path().join(it));
    let found = documents(&paths).unwrap();
    let packages: Vec<_> = found.iter().map(|it| it.package.as_str()).collect();
    assert_eq!(packages, ["corpus-a", "corpus-a-2", "corpus-c-a"]);
}
