// Runs before anything is drawn, so that a chosen theme never flashes. The switch in the header
// (src/ui/theme-switch.tsx) writes what this reads.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage can be forbidden; the system's choice then holds.
}
