package reading

// style has the colours and the type of the patient's page. Its hash stands in the
// policy of every page, so it is written once and never built from data.
const style = `:root{--bg:#f4f5f7;--card:#fff;--ink:#17202b;--mut:#566273;--line:#d8dde4;--soft:#eef1f5;--acc:#14508f;--amb:#8a5200;--ambbg:#fff6e3;--ambl:#e6c27a;--red:#a1202a;--redbg:#fdeeee;--focus:#0b57d0}
@media (prefers-color-scheme:dark){:root{--bg:#0f141a;--card:#171e26;--ink:#e7ecf2;--mut:#a3afbd;--line:#2d3845;--soft:#1f2832;--acc:#8abcf5;--amb:#f0bf66;--ambbg:#2b2416;--ambl:#7a5f24;--red:#ff9a94;--redbg:#331c1e;--focus:#8ab4f8}}
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;scroll-padding-top:12px}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 Inter,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}ul,ol{list-style:none}
a{color:var(--acc)}a:hover{text-decoration-thickness:2px}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px 12px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
.bar{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:center;padding:10px 24px;background:var(--card);border-bottom:1px solid var(--line)}
.bar b{font-size:15px}.bar .sp{flex:1}.bar span{color:var(--mut);font-size:13px}
.wrap{max-width:1080px;margin:0 auto;padding:16px 24px 48px}
h1{font-size:23px;line-height:1.2;font-weight:650;letter-spacing:-.01em}
.intro{color:var(--mut);margin:4px 0 14px;max-width:70ch}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 16px;margin-bottom:12px}
.card:target{border-color:var(--acc);box-shadow:inset 4px 0 0 var(--acc)}
.card h2{font-size:16px;font-weight:650;line-height:1.3}.card h2 a{color:inherit;text-decoration:none}.card h2 a:hover{text-decoration:underline}
.id{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline;color:var(--mut);font-size:13px;margin-bottom:3px}.id code{font:inherit;color:var(--ink);font-weight:600}
.st{font-size:12.5px;white-space:nowrap;border:1px solid var(--line);border-radius:4px;padding:0 6px;line-height:19px}
.st::before{margin-right:5px}.v-src::before{content:"●"}.v-sec::before{content:"◐"}.v-not::before{content:"○"}
.v-sec{border-style:dashed}.v-not{border-style:dashed;border-color:var(--ambl);background:var(--ambbg);color:var(--amb)}
.tx{margin:5px 0}
dl.f{display:grid;grid-template-columns:minmax(110px,190px) minmax(0,1fr);gap:2px 14px;margin:7px 0}dl.f dt{color:var(--mut);font-size:13.5px}dl.f dd{overflow-wrap:anywhere}
.refs{font-size:13.5px;margin-top:6px;color:var(--mut)}.refs b{font-weight:600;color:var(--ink)}.refs li{display:inline}.refs li+li::before{content:", "}.refs ul{display:inline}
.src li{padding:1px 0}.src{font-size:13.5px;margin-top:6px}
.note{border-left:3px solid var(--ambl);background:var(--ambbg);padding:6px 10px;margin-top:7px;font-size:14px;border-radius:0 4px 4px 0}.note dl{display:grid;grid-template-columns:90px minmax(0,1fr);gap:0 10px;font-size:13.5px}.note dt{color:var(--mut)}
details{margin-top:6px;font-size:13.5px}summary{cursor:pointer;color:var(--acc);min-height:24px}
.tw{overflow-x:auto;margin:6px 0 10px}table{border-collapse:collapse;width:100%;font-size:14px}caption{text-align:left;font-weight:650;padding:8px 0 2px}caption small{display:block;font-weight:400;color:var(--mut)}
th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-top:1px solid var(--line)}thead th{color:var(--mut);font-weight:600;font-size:13px;border-top:0}tbody th{font-weight:500;min-width:11em}td.r{font-size:13px}.val{table-layout:fixed;min-width:560px}.val th:nth-child(1){width:24%}.val th:nth-child(2){width:27%}.val th:nth-child(4){width:13%}.val td{overflow-wrap:anywhere}td small{display:block;color:var(--mut)}
.cols{columns:2;column-gap:32px}.cols li{break-inside:avoid;padding:2px 0}
.az h2{font-size:15px;margin:14px 0 4px;border-bottom:1px solid var(--line)}.letters{display:flex;flex-wrap:wrap;gap:4px 12px;margin:6px 0 10px}.letters a{min-width:24px;min-height:24px;text-align:center}
small.k{color:var(--mut)}
.at{font-size:12.5px;color:var(--mut);margin-top:6px;overflow-wrap:anywhere}
footer{color:var(--mut);font-size:13px;border-top:1px solid var(--line);margin-top:20px;padding-top:10px}
.box{display:inline-block;width:14px;height:14px;border:1.5px solid var(--ink);margin-right:9px;vertical-align:-2px}.ln{display:inline-block;border-bottom:1px solid var(--ink);min-width:180px;height:1.2em}
.sheet li{padding:3px 0}.sheet h2{margin:16px 0 4px;font-size:17px}.sheet .ck{display:grid;grid-template-columns:24px minmax(0,1fr) auto;gap:0 4px;padding:5px 0;border-bottom:1px dotted var(--line)}.sheet .ck .w{color:var(--mut);font-size:13px}.sheet sup,.sheet .rf{color:var(--mut);font-size:11.5px}
.sign{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:24px;margin-top:28px}.sign p{border-top:1px solid var(--ink);padding-top:4px;color:var(--mut);font-size:13px}
@media (max-width:640px){.bar,.wrap{padding-left:14px;padding-right:14px}.cols{columns:1}dl.f{grid-template-columns:minmax(0,1fr)}dl.f dd{padding-left:10px}.note dl{grid-template-columns:minmax(0,1fr)}tbody th{min-width:0}}
@media (forced-colors:active){.card,.st,.note{border:1px solid}}
@media (prefers-reduced-motion:reduce){*{scroll-behavior:auto}}
@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--mut:#444;--line:#bbb;--acc:#000;--ambbg:#fff;--amb:#000}body{font-size:10pt}.bar a,.skip{display:none}.wrap{max-width:none;padding:0}.card{border:0;border-top:1px solid #bbb;border-radius:0;padding:6px 0;break-inside:avoid-page}a{text-decoration:none}details:not([open])>*:not(summary){display:none}@page{margin:14mm}}
`
