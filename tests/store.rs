//! What is kept of closed files: packed and unpacked, on disk and read again, found by the names that they mention; and the workspaces that are
//! large or awkward.

#[path = "store/awkward.rs"]
mod awkward;
#[path = "store/cache.rs"]
mod cache;
#[path = "store/folder.rs"]
mod folder;
#[path = "store/mentions.rs"]
mod mentions;
#[path = "store/packed.rs"]
mod packed;
#[path = "common/random.rs"]
mod random;
