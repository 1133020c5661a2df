//! Reading all files, in the background, with progress.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::Client as Connection;
use tower_lsp::gen_lsp_types as lsp;

use super::super::order::compute;
use super::{Server, settings};
use crate::cancel::Token as Cancel;
use crate::store::{self, Snapshot};

impl Server {
    /// Waits until all files of the workspace are known; the open documents stay those of the snapshot.
    pub(super) async fn whole(&self, snap: Snapshot) -> Snapshot {
        let mut scans = self.scans.subscribe();
        // Fails only if the sender is gone, and `self` holds it.
        let _ = scans.wait_for(|&under_way| under_way == 0).await;
        snap.with_workspace_of(&self.store.snapshot())
    }

    /// Reads all files in the background, and shows the progress.
    pub(super) fn start_scan(&self) {
        self.scans.send_modify(|scans| *scans += 1);
        let counts = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
        if self.client().progress {
            tokio::spawn(show_progress(
                self.connection.clone(),
                counts.clone(),
                self.initialized.subscribe(),
                self.scans.subscribe(),
            ));
        }
        let (store, scans, mut initialized) = (self.store.clone(), self.scans.clone(), self.initialized.subscribe());
        let (connection, client, changes) = (self.connection.clone(), self.client(), self.changes.clone());
        tokio::spawn(async move {
            let started = std::time::Instant::now();
            let scanned = store.clone();
            let scan = compute(move |cancel: &Cancel| {
                store::scan(&scanned, cancel, &|done, all| {
                    counts.0.store(done, Ordering::Relaxed);
                    counts.1.store(all, Ordering::Relaxed);
                })?;
                Ok(scanned.snapshot().files().len())
            });
            let n_files = scan.await.unwrap_or(0);
            scans.send_modify(|scans| *scans -= 1);
            changes.send_modify(|changes| *changes += 1);
            tracing::info!("read {n_files} files in {} ms", started.elapsed().as_millis());
            // What no file seemed to use may be used by one that was read since.
            if initialized.wait_for(|&initialized| initialized).await.is_ok() {
                settings::refresh(connection, store, client).await;
            }
        });
    }
}

/// Shows how far the scan is, once the client may be sent requests.
async fn show_progress(
    connection: Connection,
    counts: Arc<(AtomicUsize, AtomicUsize)>,
    mut initialized: watch::Receiver<bool>,
    mut scans: watch::Receiver<usize>,
) {
    let token = lsp::ProgressToken::String("legb-scan".into());
    let ready = initialized.wait_for(|&initialized| initialized).await.is_ok();
    if !ready || connection.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let progress = connection.progress(token, "Reading names").with_percentage(0).begin().await;
    while *scans.borrow() > 0 {
        let (done, all) = (counts.0.load(Ordering::Relaxed), counts.1.load(Ordering::Relaxed));
        progress.report_with_message(format!("{done} of {all} files"), (100 * done / all.max(1)) as u32).await;
        let _ = tokio::time::timeout(Duration::from_millis(100), scans.changed()).await;
    }
    progress.finish().await;
}
