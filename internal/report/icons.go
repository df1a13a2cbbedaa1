package report

// icons are the shapes of verdicts and criteria, and the hatching of what is not known
// to the day. Each stands beside its word.
const icons = `<svg class="defs" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="hp0"/><rect width="2" height="6" class="hp1"/></pattern></defs>
<symbol id="i-ind" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5" fill="currentColor"/></symbol>
<symbol id="i-con" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.7" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M8 2.3a5.7 5.7 0 0 1 0 11.4z" fill="currentColor"/></symbol>
<symbol id="i-chk" viewBox="0 0 16 16"><path d="M8 1.6 14.6 13.6H1.4z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M8 6v3.6M8 11.2v1.1" stroke="currentColor" stroke-width="1.7"/></symbol>
<symbol id="i-dat" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.4 2.1"/><path d="M6 6.4c0-2.6 4.1-2.6 4.1-.2 0 1.7-2 1.6-2 3.3M8.1 11v1.3" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
<symbol id="i-nin" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M4.6 8h6.8" stroke="currentColor" stroke-width="1.6"/></symbol>
<symbol id="i-nel" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M4 12 12 4" stroke="currentColor" stroke-width="1.6"/></symbol>
<symbol id="i-dis" viewBox="0 0 16 16"><path d="M3 3h10v6.5L8 14 3 9.5z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M5.6 6.6h4.8" stroke="currentColor" stroke-width="1.7"/></symbol>
<symbol id="i-nad" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="1.5 2"/></symbol>
<symbol id="i-def" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 4v4.2l2.8 1.9" fill="none" stroke="currentColor" stroke-width="1.6"/></symbol>
<symbol id="i-ctr" viewBox="0 0 16 16"><path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M5 5l6 6M11 5l-6 6" stroke="currentColor" stroke-width="1.6"/></symbol>
<symbol id="i-na" viewBox="0 0 16 16"><rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="1.5 2"/></symbol>
<symbol id="i-met" viewBox="0 0 16 16"><rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor"/><path d="M4 8.2 7 11l5-6" fill="none" class="tick" stroke-width="1.9"/></symbol>
<symbol id="i-not" viewBox="0 0 16 16"><rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M4.5 8h7" stroke="currentColor" stroke-width="1.7"/></symbol>
<symbol id="i-unk" viewBox="0 0 16 16"><rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.6 2"/><path d="M6 6.4c0-2.6 4.1-2.6 4.1-.2 0 1.7-2 1.6-2 3.3M8.1 11v1.3" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol></svg>`
