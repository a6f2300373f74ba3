use embassy_sync::{blocking_mutex::raw::CriticalSectionRawMutex, signal::Signal};

static TEMPERATURE: Signal<CriticalSectionRawMutex, i16> = Signal::new();

pub fn on_sample(degrees: i16) {
    TEMPERATURE.signal(degrees);
}

pub async fn temperature() -> i16 {
    TEMPERATURE.wait().await
}
