package report

import "symport/internal/chart"

// style is the whole look of the page, screen and print. Its hash stands in the policy
// of the page, so it is written once and never built from data.
const style = `:root{--bg:#f4f5f7;--card:#fff;--ink:#17202b;--mut:#566273;--line:#d8dde4;--soft:#eef1f5;--acc:#14508f;--acc2:#0b3a6b;--amb:#8a5200;--ambbg:#fff6e3;--ambl:#e6c27a;--red:#a1202a;--redbg:#fdeeee;--hat:#7d91a9;--s1:#0072b2;--s2:#3290c8;--s3:#d55e00;--s4:#a8477e;--s5:#4a4a4a;--drug:#5b6fb0;--fut:#f1f4fa;--focus:#0b57d0}
@media (prefers-color-scheme:dark){:root{--bg:#0f141a;--card:#171e26;--ink:#e7ecf2;--mut:#a3afbd;--line:#2d3845;--soft:#1f2832;--acc:#8abcf5;--acc2:#b5d5fb;--amb:#f0bf66;--ambbg:#2b2416;--ambl:#7a5f24;--red:#ff9a94;--redbg:#331c1e;--hat:#5d7086;--s1:#5db5ea;--s2:#a9dcf9;--s3:#f29a5c;--s4:#d070c0;--s5:#b8b8a0;--drug:#94a4de;--fut:#1a222d;--focus:#8ab4f8}}
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.4 Inter,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums;font-feature-settings:"tnum","cv05"}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}ul,ol{list-style:none}i{font-style:normal;color:var(--mut)}sup{font-size:.72em;line-height:0}
a{color:var(--acc)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px 12px;z-index:9}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
.defs{position:absolute;width:0;height:0}
.hp0{fill:transparent}.hp1{fill:var(--hat)}
/* bar */
.bar{display:flex;gap:18px;align-items:center;height:44px;padding:0 24px;background:var(--card);border-bottom:1px solid var(--line)}
.bar b{font-size:15px;letter-spacing:.01em}
.bar .sp{flex:1}.set{color:var(--mut)}.set b{font-weight:600;font-size:14px;color:var(--ink)}
.wrap{max-width:1280px;margin:0 auto;padding:9px 24px 40px}
/* head */
.head{display:grid;grid-template-columns:minmax(0,1fr) 388px;gap:4px 20px;align-items:start;margin-bottom:8px}
h1{font-size:21px;line-height:1.2;font-weight:650;letter-spacing:-.01em}
.who{color:var(--mut);margin-top:1px}
.tags{display:flex;flex-wrap:wrap;gap:5px;margin-top:6px}.tags li{border:1px solid var(--line);border-radius:4px;padding:0 7px;font-size:12.5px;line-height:20px;background:var(--card)}.tags li.w{border-color:var(--ambl);background:var(--ambbg);color:var(--amb)}
.stand{font-size:14.5px;line-height:1.42;margin-top:6px}
.ask{border:1px solid var(--ambl);border-left-width:4px;background:var(--ambbg);border-radius:6px;padding:5px 12px}.ask h2{font-size:12.5px;color:var(--amb);letter-spacing:.02em}.ask li{display:grid;grid-template-columns:16px minmax(0,1fr);gap:0 4px;padding-top:3px}.ask li p,.ask summary{font-weight:600;font-size:13.8px;line-height:1.28}.ask summary{cursor:pointer}.ask details[open] summary{color:var(--mut);font-weight:400}.ask small{display:block;font-weight:400;font-size:12.4px;color:var(--mut)}
.cols{display:grid;grid-template-columns:minmax(0,1fr) 388px;gap:0 20px;align-items:start}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;margin-bottom:12px}
.card>h2,.card>header{padding:8px 14px 6px}.card h2{font-size:14.5px;font-weight:650}.card header{display:flex;gap:10px;align-items:baseline;flex-wrap:wrap}.card header p{color:var(--mut);font-size:12.5px}
/* options */
.red{border:1px solid var(--red);border-left-width:4px;background:var(--redbg);border-radius:6px;padding:4px 12px;margin-bottom:7px;font-size:13.5px}.red b{color:var(--red);margin-right:4px}.red span{font-weight:600;margin-right:12px}.grp{font-size:12px;font-weight:650;color:var(--mut);padding:2px 14px 2px;border-top:1px solid var(--line);background:var(--soft);letter-spacing:.01em}.opt{border-top:1px solid var(--line)}
.opt>summary{display:grid;grid-template-columns:44px minmax(0,1.05fr) minmax(0,1fr) 66px 184px;gap:0 8px;align-items:center;min-height:25px;padding:1px 14px;cursor:pointer;list-style:none}
.opt>summary::-webkit-details-marker{display:none}
.opt>summary:hover{background:var(--soft)}
.no{color:var(--mut);text-align:right;font-size:12.5px}.nm{font-weight:600}.why{color:var(--mut);font-size:13px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.opt[open] .why{white-space:normal}
.k-off .nm{font-weight:450;color:var(--mut)}
.cntv{display:grid;grid-template-columns:repeat(3,1fr);font-size:13px}.c{text-align:left}.s-for{color:var(--acc)}.s-aga{color:var(--red)}.s-unk{color:var(--amb)}
.chip{display:flex;align-items:center;gap:6px;font-size:13px;white-space:nowrap}.best{color:var(--mut);font-weight:400;font-size:12.4px}.chip svg{width:15px;height:15px;flex:none}
.v-ind,.v-con{color:var(--acc2);font-weight:620}.v-chk,.v-dat{color:var(--amb);font-weight:520}.v-nin,.v-nel,.v-nad{color:var(--mut)}.v-def{color:var(--amb);font-weight:520}.v-dis{color:var(--red)}.v-ctr{color:var(--red);font-weight:650}
.args{padding:2px 14px 10px 62px}.args li{display:grid;grid-template-columns:16px minmax(0,1fr) minmax(0,auto);gap:6px;padding:2px 0;font-size:13.5px}
.args li .tx,.args li.s-not .tx{color:var(--ink)}.sg{font-weight:700}.s-not .sg{color:var(--mut)}.s-flip .sg{color:var(--ink)}.rf{color:var(--mut);font-size:12px;white-space:nowrap;padding-top:1px}td.rf{padding-top:6px}
.legend{border-top:1px solid var(--line);padding:6px 14px;font-size:12.5px;color:var(--mut)}
/* side */
.crit{padding:0 14px 2px}.crit li{display:grid;grid-template-columns:20px minmax(0,1fr);gap:0 8px;padding:4px 0;border-top:1px solid var(--line)}.crit li:first-child{border-top:0}.crit svg{width:17px;height:17px;margin-top:2px}.crit b{font-weight:600}.crit b span{font-weight:500;color:var(--mut)}.crit p{font-size:12.8px;color:var(--mut);line-height:1.35}.tab dl{font-size:12.8px}.tab dt{font-weight:600;margin-top:6px}.tab dd{color:var(--mut)}.foot summary{cursor:pointer;color:var(--acc)}
.tick{stroke:var(--card)}.meta{padding:4px 14px 2px 62px;font-size:12.6px;color:var(--mut)}.meta b{font-weight:600;color:var(--ink)}.st-met{color:var(--acc2)}.st-unk{color:var(--amb)}.st-not{color:var(--mut)}
.note{padding:0 14px 9px;font-size:12.5px;color:var(--mut);line-height:1.35}
.list{padding:0 14px 8px}.list li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 10px;padding:4px 0;border-top:1px solid var(--line);font-size:13.5px;line-height:1.32}.list li:first-child{border-top:0}.list small{display:block;color:var(--mut);font-size:12.4px}.list time,.list .r{color:var(--mut);white-space:nowrap;text-align:right;font-size:13px}.list .od{color:var(--red);font-weight:650}
/* timeline */
.scroll{overflow-x:auto;padding:2px 14px 8px}
.tl{display:block;width:100%;min-width:980px;height:auto;font-family:inherit}
.tl text{fill:var(--ink);font-size:12px}.tl .lab{fill:var(--mut);font-size:12px}.tl .yr,.tl .ax,.tl .m{fill:var(--mut)}.tl .ax{font-size:10.5px}.tl .b{font-weight:600}.tl .nowt{font-weight:650;fill:var(--acc)}.tl .halo{paint-order:stroke;stroke:var(--card);stroke-width:5px;stroke-linejoin:round}
.grid{stroke:var(--line)}.sep{stroke:var(--line);stroke-opacity:.65}.axis{stroke:var(--line);stroke-dasharray:1 4}.now{stroke:var(--acc);stroke-width:1.6}.fut{fill:var(--fut)}
.hatch{fill:url(#hatch);stroke:var(--hat)}.hatch2{fill:url(#hatch);stroke:var(--mut)}.mk{fill:var(--ink)}.whisk{stroke:var(--ink);stroke-width:1.6}.pole{stroke:var(--ink);stroke-width:1.6}
.drug{fill:var(--drug);opacity:.85}.drugh,.hatch.drugh{stroke:var(--drug)}.hatch.drug{fill:url(#hatch);stroke:var(--drug);opacity:1}.drug.fade{fill:var(--drug);opacity:.35}.none{fill:none;stroke:var(--hat);stroke-dasharray:3 3}
.tl .pill{fill:var(--card);fill-opacity:.92}.tl .kx{fill:var(--mut);font-size:11px}.lasts{fill:var(--mut);fill-opacity:.45;stroke:var(--mut)}.floor{stroke:var(--drug);stroke-width:1}.les.thin{stroke-width:2.4}.tl .scan{fill:var(--ink);stroke:none}.tl .scan.hollow{fill:var(--card);stroke:var(--ink);stroke-width:1.4}.hatch.scan{fill:url(#hatch);stroke:var(--ink)}.les{stroke-width:3}.les.dash{stroke-dasharray:6 3}.up{stroke:var(--card);stroke-width:1.2}
.les.l-lung{stroke:var(--s1)}.les.l-pleura{stroke:var(--s2)}.les.l-bone{stroke:var(--s3)}.les.l-neck{stroke:var(--s4)}.les.l-other{stroke:var(--s5)}.up.l-pleura{fill:var(--s2)}.up.l-neck{fill:var(--s4)}.up.l-other{fill:var(--s5)}.up.l-lung{fill:var(--s1)}.up.l-bone{fill:var(--s3)}.hatch.l-lung,.hatch.l-pleura,.hatch.l-bone,.hatch.l-neck,.hatch.l-other{stroke:none}
.xx{stroke:var(--ink);stroke-width:2;fill:none}.late{fill:var(--red)}.due{fill:var(--card);stroke:var(--ink);stroke-width:1.6}
.undrawn{padding:2px 14px 8px;font-size:13px;color:var(--mut);line-height:1.4}.undrawn b{font-weight:600;color:var(--ink)}
.opt caption{text-align:left;font-weight:600;padding:10px 0 2px}.opt caption small{font-weight:400;color:var(--mut)}.opt td small{display:block;color:var(--mut)}
.lead-in{padding:0 14px 6px;font-size:13.5px}.scroll .pl{min-width:640px}.plot .scroll .pl{min-width:860px}details.fold{padding:0 0 8px}details.fold>summary{padding:0 14px;cursor:pointer;color:var(--acc);font-size:13px}details.tab{padding:0 14px 10px}details.tab>summary{color:var(--acc);cursor:pointer;font-size:13px}
/* tables */
.tw{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13.3px}th{text-align:left;font-weight:600;color:var(--mut);font-size:12.4px}.nw{white-space:nowrap}th,td{padding:5px 10px;border-top:1px solid var(--line);vertical-align:top}thead th{border-top:0}th:first-child,td:first-child{padding-left:14px}tbody th{color:var(--ink);font-size:13.3px;font-weight:600}
.u{color:var(--amb)}.dot{display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:7px}.dot.l{background:var(--s1)}.dot.p{background:var(--s2)}.dot.b{background:var(--s3)}.dot.n{background:var(--s4)}.dot.o{background:var(--s5)}
.ths{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:8px;padding:2px 14px 6px}.ths figure{margin:0}.ths figcaption{font-size:13px;font-weight:600;line-height:1.3;min-height:2.5em}.ths figcaption small{display:block;font-weight:400;color:var(--mut);font-size:12.4px}.th{display:block;width:230px;max-width:100%;height:auto}.th text{font-size:12px;fill:var(--ink)}.th .b{font-weight:650}.th .hi{fill:var(--red)}.lead{stroke:var(--mut);fill:none;stroke-width:.8}.tube{fill:var(--soft);stroke:var(--line)}.merc{fill:var(--drug)}.lim{stroke:var(--ink);stroke-width:2}.lim.hi{stroke:var(--red)}.nx{stroke:var(--mut);stroke-dasharray:2 2}
.barrow td svg{display:block;width:100%;height:10px}.pb{fill:var(--drug)}.pbg{fill:var(--soft)}
.foot{font-size:12.5px;color:var(--mut);margin-top:4px}.foot p{margin-bottom:3px}
.vtl{display:none}.sheet{display:none}
@media (max-width:1000px){.cols{display:flex;flex-direction:column;align-items:stretch}.cols>div{display:contents}.o1{order:1}.o2{order:2}.o3{order:3}.o4{order:4}.o5{order:5}.o6{order:6}.ths{grid-template-columns:repeat(2,minmax(0,1fr))}.head{grid-template-columns:minmax(0,1fr)}}
@media (max-width:640px){body{font-size:15px}.bar{padding:0 14px;gap:12px;height:auto;min-height:44px;flex-wrap:wrap}.wrap{padding:10px 12px 32px}
.opt details.tab{display:block}.opt>summary{grid-template-columns:40px minmax(0,1fr) auto;padding:7px 12px;gap:0 8px;min-height:44px}.why{grid-column:2/4;grid-row:2;white-space:normal}.cnt{display:none}.args{padding-left:14px}.args li{grid-template-columns:16px minmax(0,1fr)}.args .rf{grid-column:2}
.tl{min-width:1100px}.vtl{display:block;padding:0 14px 10px}.vtl li{border-left:2px solid var(--line);padding:0 0 9px 12px;margin-left:4px;position:relative}.vtl li::before{content:"";position:absolute;left:-5px;top:7px;width:8px;height:8px;border-radius:50%;background:var(--mut)}.vtl time{font-size:13px;color:var(--mut)}.vtl p{font-size:14.5px}.ths{grid-template-columns:minmax(0,1fr)}.ths figcaption{min-height:0}
table.led thead{display:none}table.led,table.led tbody,table.led tr,table.led td,table.led th{display:block}table.led tr{display:grid!important;grid-template-columns:1fr 1fr;gap:0 12px;border-top:1px solid var(--line);padding:8px 14px}table.led th,table.led td:nth-of-type(3),table.led td:nth-of-type(7){grid-column:1/3}table.led td,table.led th{border:0;padding:1px 0!important}table.led td::before{content:attr(data-l) ": ";color:var(--mut)}.stand{font-size:15px}}
@media (forced-colors:active){.chip svg,.crit svg{forced-color-adjust:auto}}
@media print{@page{size:A4 landscape;margin:8mm 9mm 6mm}:root{--bg:#fff;--card:#fff;--ink:#000;--mut:#444;--line:#b9bec5;--soft:#f2f2f2;--acc:#000;--acc2:#000;--amb:#000;--ambbg:#fff;--ambl:#888;--red:#000;--hat:#999;--s1:#000;--s2:#000;--s3:#000;--s4:#000;--s5:#000;--drug:#777;--fut:#f6f6f6}body{background:#fff;font-size:8.6pt;line-height:1.28}.bar,.wrap,.skip{display:none}.flat .wrap{display:block}.sheet{display:block}
.sheet h1{font-size:14pt}.sheet header{display:flex;justify-content:space-between;gap:12mm;border-bottom:1.2pt solid #000;padding-bottom:1.5mm;margin-bottom:1.6mm}.sheet header p{max-width:178mm}.sheet header .rt{text-align:right;white-space:nowrap}
.sheet .g{display:grid;grid-template-columns:122mm 84mm 1fr;gap:0 3mm}.sheet td{white-space:nowrap}.sheet h2{font-size:8.4pt;margin:1.2mm 0 .4mm;border-bottom:.5pt solid #888}.sheet th,.sheet td{padding:.12mm 1mm .12mm 0!important;border-top:.3pt solid #ccc;font-size:7.5pt;line-height:1.16}.sheet thead th{border-top:0;color:#444}.sheet .chip{font-size:7.7pt;gap:1mm}.sheet .chip svg{width:2.9mm;height:2.9mm}.sheet .tl{min-width:0}.sheet .tl text{font-size:12.4px}.sheet .tl .ax,.sheet .tl .kx{font-size:11px}.sheet ol li,.sheet ul li{font-size:7.9pt;padding:.3mm 0}.sheet .dec{border:.8pt solid #000;padding:1.2mm 2mm;margin-top:1.6mm}.sheet .dec p{margin:.9mm 0}.sheet .ft{break-after:avoid}.sheet .ln{display:inline-block;border-bottom:.4pt solid #000;width:34mm;height:3mm}.sheet .box{display:inline-block;width:2.6mm;height:2.6mm;border:.5pt solid #000;margin:0 1mm -.3mm 0}.sheet .ft{font-size:6.8pt;color:#444;margin-top:1.2mm;border-top:.4pt solid #888;padding-top:.8mm}.sheet td.gh{font-weight:700;color:#000;padding-top:.5mm!important}.sheet .off td,.sheet .off .nm{color:#555}}

.opt[open]>summary{background:var(--soft)}.opt>summary .nm::after{content:" ▸";color:var(--mut);font-weight:400;font-size:11px}.opt[open]>summary .nm::after{content:" ▾"}
.scope{border:1px solid var(--ambl);border-left-width:4px;background:var(--ambbg);border-radius:6px;padding:6px 12px;margin-bottom:8px;font-weight:600}
.red.calm{border-color:var(--line);background:var(--card)}.red.calm b{color:var(--mut)}.red.calm span{font-weight:400}
.head .stand span{display:block}
@media (max-width:640px){.chip .best{display:none}.list li{grid-template-columns:minmax(0,1fr) minmax(0,auto)}.list .r{white-space:normal;overflow-wrap:anywhere}.ask li p,.list li,.crit li,.note,.foot{overflow-wrap:anywhere}.vtl p{overflow-wrap:anywhere}}
@media (max-width:360px){.opt>summary{grid-template-columns:34px minmax(0,1fr)}.opt summary .chip{grid-column:2}.why{grid-column:2;grid-row:auto}}
@media (prefers-reduced-motion:reduce){*{scroll-behavior:auto!important;transition:none!important;animation:none!important}}
@media (forced-colors:active){.red,.ask,.scope{border-left-width:8px}.tl text,.th text{fill:CanvasText}.hatch,.none,.les,.whisk,.now{stroke:CanvasText}}
@media print{.sheet{height:192mm;overflow:hidden;break-inside:avoid;flex-direction:column}.sheet.sheet{display:flex}.sheet>*{flex:none}.sheet .tl.tl{flex:1 1 0;min-height:40mm;max-height:84mm;width:100%}.sheet.tight .tl.tl,.sheet.dense .tl.tl{min-height:35mm}.sheet.tight .tl.tl,.sheet.dense .tl.tl{min-height:35mm}.sheet col.c1{width:10mm}.sheet col.q2{width:21mm}.sheet col.c3{width:38mm}.sheet col.c4{width:34mm}.sheet col.l2{width:14mm}.sheet col.l3{width:28mm}.sheet col.l4{width:7mm}.sheet col.s1{width:13mm}.sheet td.hi{white-space:normal}.sheet.tight th,.sheet.tight td{font-size:6.7pt;line-height:1.08}.sheet.tight .chip{font-size:6.9pt}.sheet.dense th,.sheet.dense td{font-size:6.1pt;line-height:1.04}.sheet.dense .chip{font-size:6.3pt}.sheet table{table-layout:fixed}.sheet td,.sheet th{overflow:hidden;text-overflow:ellipsis}.sheet .best{font-size:inherit}}
` + chart.PlotStyle + chart.TimelineStyle
