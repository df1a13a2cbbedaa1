package casefile

// Words that several keys share.
var (
	siteWords = []string{"lung", "pleura", "mediastinum", "hilum", "bone", "brain", "meninges", "spinal-canal", "liver", "kidney",
		"adrenal", "skin", "soft-tissue", "muscle", "breast", "orbit", "salivary-gland", "pancreas", "peritoneum", "retroperitoneum", "diaphragm",
		"heart", "ovary", "node", "neck", "neck-node", "thyroid-bed", "airway", "oesophagus", "other"}

	// notDistant are sites that M0 allows: the thyroid bed, the neck and its nodes,
	// organs that the primary invades, and nodes of which the region is not said.
	notDistant = []string{"neck", "neck-node", "thyroid-bed", "airway", "oesophagus", "mediastinum", "node", "other"}

	modalityWords = []string{"CT", "MRI", "ultrasound", "radiograph", "PET/CT", "PET/MRI", "PET", "SPECT/CT", "whole-body scan",
		"bone scan", "scintigraphy", "angiography", "bronchoscopy", "endoscopy"}

	tracerWords = []string{"I-131", "I-124", "I-123", "FDG", "DOTATATE", "DOTATOC", "PSMA", "FAPI", "fluoride", "Tc-99m", "TFB"}

	histologyWords = []string{"papillary", "follicular", "oncocytic", "poorly-differentiated", "differentiated", "anaplastic", "medullary", "other"}

	sections = []string{"lesions", "surgery", "radioiodine", "external-beam", "local", "imaging", "laboratory", "performance", "vitals", "heart",
		"systemic", "adverse-events", "dosimetry", "decisions", "events", "comorbidity", "medication", "molecular", "malignancies", "levothyroxine",
		"bone-agents", "radionuclide", "redifferentiation", "planned", "preferences", "red-flags", "responses", "iodine-load", "biopsies", "risks", "sites", "judgements"}

	conditionWords = []string{"hypertension", "diabetes", "atrial fibrillation", "heart failure", "ischaemic heart disease", "myocardial infarction",
		"stroke", "arterial thromboembolism", "venous thromboembolism", "peripheral artery disease", "bleeding", "QT prolongation",
		"osteoporosis", "osteopenia", "hypoparathyroidism", "hypocalcaemia", "renal insufficiency", "renal failure", "kidney failure", "chronic kidney disease", "dialysis", "hepatic insufficiency",
		"severe hepatic insufficiency", "liver failure", "atrial flutter", "arrhythmia", "angina", "transient ischaemic attack", "low bone density",
		"lung fibrosis", "restrictive lung disease", "COPD", "asthma", "respiratory failure", "anaemia", "dyslipidaemia", "obesity",
		"inflammatory bowel disease", "diverticulitis", "peptic ulcer", "psychiatric disease", "epilepsy", "immune disease"}

	riskWords = []string{"airway invasion", "oesophagus invasion", "vessel invasion", "neck radiotherapy", "salvage neck surgery", "fistula", "perforation",
		"open wound", "tracheostomy", "dental disease", "dental extraction", "lung function reduced", "salivary damage", "bone marrow reserve reduced",
		"QT-prolonging drug", "planned operation"}

	eventWords = []string{"fracture", "arterial thromboembolism", "venous thromboembolism", "myocardial infarction", "stroke", "heart failure", "bleeding",
		"haemoptysis", "fistula", "perforation", "pneumothorax", "tracheostomy", "mechanical ventilation", "pregnancy", "delivery", "miscarriage", "dental extraction",
		"hospital admission", "cord compression", "pain", "headache", "seizure", "weakness", "dyspnoea", "dysphagia", "hoarseness", "weight loss", "second malignancy", "no evidence of disease"}

	redFlagWords = []string{"cord", "fracture", "airway", "bleeding", "pressure", "calcium", "neutropenia"}

	localWords = []string{"ablation-heat", "ablation-cryo", "ablation-ethanol", "embolisation", "cementoplasty", "fixation", "stent", "radiosurgery", "other"}

	responseWords = []string{"complete", "partial", "stable", "progression", "mixed", "not-evaluable"}

	drugWords = []string{"sorafenib", "lenvatinib", "vandetanib", "cabozantinib", "sunitinib", "pazopanib", "axitinib", "anlotinib", "apatinib", "selumetinib", "trametinib", "dabrafenib",
		"vemurafenib", "encorafenib", "dabrafenib-trametinib", "selpercatinib", "pralsetinib", "larotrectinib", "entrectinib", "repotrectinib", "everolimus",
		"pembrolizumab", "nivolumab", "doxorubicin", "cisplatin", "paclitaxel"}

	preparationWords = []string{"rhTSH", "withdrawal", "on-drug", "none"}
	tshStateWords    = []string{"suppressed", "stimulated", "normal", "rhTSH", "withdrawal"}
)

// synonyms are other ways of writing a word that mean exactly the same, in lower case
// and without hyphens.
var synonyms = map[string]string{
	"lungs": "lung", "lymph node": "node", "lymph nodes": "node", "bones": "bone", "trachea": "airway", "esophagus": "oesophagus",
	"soft tissue": "soft-tissue", "thyroid bed": "thyroid-bed", "neck node": "neck-node", "spinal canal": "spinal-canal", "renal": "kidney", "hepatic": "liver",
	"i131": "I-131", "131i": "I-131", "131 i": "I-131", "i124": "I-124", "124i": "I-124", "i123": "I-123", "123i": "I-123",
	"18f fdg": "FDG", "f 18 fdg": "FDG", "68ga dotatate": "DOTATATE", "68ga dotatoc": "DOTATOC", "68ga psma 11": "PSMA", "68ga psma": "PSMA", "68ga fapi": "FAPI", "99mtc": "Tc-99m",
	"pet ct": "PET/CT", "petct": "PET/CT", "spect ct": "SPECT/CT", "pet mri": "PET/MRI", "us": "ultrasound", "x ray": "radiograph", "wbs": "whole-body scan", "whole body scan": "whole-body scan",
	"hürthle": "oncocytic", "hurthle": "oncocytic", "hürthle cell": "oncocytic", "hurthle cell": "oncocytic", "oxyphilic": "oncocytic", "oncocytic carcinoma": "oncocytic",
	"poorly differentiated": "poorly-differentiated", "f": "female", "m": "male", "woman": "female", "man": "male", "right side": "right", "left side": "left", "bilateral": "both",
	"present": "yes", "absent": "no", "rhtsh stimulated": "rhTSH", "thw": "withdrawal",
	"ptc": "papillary", "ftc": "follicular", "pdtc": "poorly-differentiated", "atc": "anaplastic", "mtc": "medullary",
	"hormone withdrawal": "withdrawal", "thyroid hormone withdrawal": "withdrawal", "levothyroxine withdrawal": "withdrawal", "thyrogen": "rhTSH",
	"cervical node": "neck-node", "cervical lymph node": "neck-node", "cervical nodes": "neck-node", "cns": "brain",
	"positive": "detected", "negative": "not-detected", "wild type": "not-detected", "mutated": "detected",
	"deceased": "dead", "died": "dead", "living": "alive",
	"ischemic heart disease": "ischaemic heart disease", "anemia": "anaemia", "hypocalcemia": "hypocalcaemia", "dyslipidemia": "dyslipidaemia",
	"arterial hypertension": "hypertension", "high blood pressure": "hypertension",
	"esophagus invasion": "oesophagus invasion", "oesophageal invasion": "oesophagus invasion", "esophageal invasion": "oesophagus invasion", "tracheal invasion": "airway invasion",
	"hemoptysis": "haemoptysis", "dyspnea": "dyspnoea", "prior neck radiotherapy": "neck radiotherapy", "mixed response": "mixed", "progressive disease": "progression", "stable disease": "stable",
	"progressive": "progression", "partial response": "partial", "complete response": "complete", "pd": "progression", "sd": "stable", "pr": "partial", "cr": "complete",
}

// redFlagMeans are other ways of naming a red-flag question. They hold for that key
// alone: elsewhere an impending fracture is no fracture.
var redFlagMeans = map[string]string{
	"redflag.cord": "cord", "cord compression": "cord", "spinal cord compression": "cord",
	"redflag.fracture": "fracture", "impending fracture": "fracture",
	"redflag.airway": "airway", "stridor": "airway",
	"redflag.bleeding": "bleeding", "haemoptysis": "bleeding", "hemoptysis": "bleeding",
	"redflag.pressure": "pressure", "raised intracranial pressure": "pressure",
	"redflag.calcium": "calcium", "hypercalcaemia": "calcium", "hypercalcemia": "calcium",
	"redflag.neutropenia": "neutropenia", "febrile neutropenia": "neutropenia",
}

// carcinoma is what a histology may end in and mean the same.
var carcinoma = []string{" thyroid carcinoma", " thyroid cancer", " carcinoma", " cancer"}

// siteHints are places that people write as a site.
var siteHints = map[string][]string{
	"bone": {"vertebra", "spine", "skull", "skull base", "rib", "femur", "pelvis", "sternum", "humerus", "iliac", "sacrum", "scapula", "clavicle", "tibia", "mandible", "bone marrow"},
	"node": {"axillary node", "retroperitoneal node", "mediastinal node", "hilar node", "inguinal node"},
}
