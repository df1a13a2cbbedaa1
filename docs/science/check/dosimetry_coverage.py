"""Second opinion on how often a first-order interval of 95 % holds the truth.

    python3 dosimetry_coverage.py [draws]     # needs numpy and scipy; 1,500 draws take about three minutes

The synthetic example of the EANM blood procedure with whole body read at 2, 6, 24 and
96 h and blood also at 144 h (4+5), and with both read five times (5+5). Noise is
log-normal, 5 % of a reading, as declared. Bounded least squares from five starts; the
best sum of squares is kept. Nothing is imported from the Go code.

Prints the coverage with the constants at their bound left out of the covariance, as the
program does, and kept in it; the same with the sd taken from the residuals; mean and
median of the estimate; and how often the starts end in different minima.
"""
import sys

import numpy as np
from scipy.optimize import least_squares
from scipy.stats import t as student

LAMBDA = np.log(2) / (8.0207 * 24)  # 131I, ICRP 107
BODY = np.array([0.8, np.log(2) / 12, 0.2, np.log(2) / 60])
BLOOD = np.array([2.6e-5, np.log(2) / 10, 2e-6, np.log(2) / 70])
COEF = {"body": 0.0188 / 70 ** (2 / 3), "blood": 108.0}
# amplitudes relative to the truth, constants per hour
STARTS = [(1, .0578, 1, .0116), (.6, .2, 2.5, .004), (1.1, .03, .5, .0037), (.4, .6, 3, .02), (.8, .1, 2, .012)]


def f(p, t): return p[0] * np.exp(-p[1] * t) + p[2] * np.exp(-p[3] * t)
def area(p): return p[0] / p[1] + p[2] / p[3]


def jacobian(p, t):
    a, b = np.exp(-p[1] * t), np.exp(-p[3] * t)
    return np.stack([a, -t * p[0] * a, b, -t * p[2] * b], 1)


def fit(truth, t, y, s):
    """Best of five starts; whether they differ; variances of the area, without and with bound constants."""
    scale = np.array([truth[0], 1, truth[2], 1])
    lo = np.array([0, LAMBDA, 0, LAMBDA])
    found = []
    for x in STARTS:
        r = least_squares(lambda q: (f(q * scale, t) - y) / s, x, jac=lambda q: jacobian(q * scale, t) * scale / s[:, None],
                          bounds=(lo / scale, np.inf), x_scale="jac", xtol=1e-12, ftol=1e-12, gtol=1e-12, max_nfev=2000)
        found.append((2 * r.cost, r.x * scale))
    chi2, p = min(found, key=lambda e: e[0])
    # a fit stops short of a bound by its tolerance: within 1e-3 it counts as on it
    free = np.array([p[0] > 1e-9 * truth[0], p[1] > LAMBDA * 1.001, p[2] > 1e-9 * truth[2], p[3] > LAMBDA * 1.001])
    g = np.array([1 / p[1], -p[0] / p[1] ** 2, 1 / p[3], -p[2] / p[3] ** 2])
    j = jacobian(p, t) / s[:, None]
    j = j / np.maximum(np.linalg.norm(j, axis=0), 1e-300)
    h = g / np.maximum(np.linalg.norm(jacobian(p, t) / s[:, None], axis=0), 1e-300)
    var = [h[m] @ np.linalg.pinv(j[:, m].T @ j[:, m]) @ h[m] for m in (free, np.ones(4, bool))]
    several = max(e[0] for e in found) > chi2 + 1e-3
    return chi2, area(p), var, not free.all(), several


def design(name, body_times, draws, seed):
    rng = np.random.default_rng(seed)
    blood_times = np.array([2, 6, 24, 96, 144.0])
    parts = [("body", BODY, np.array(body_times, float)), ("blood", BLOOD, blood_times)]
    truth = sum(COEF[n] * area(p) for n, p, _ in parts)
    df = len(body_times) + len(blood_times) - 8
    rows, bound, several = [], 0, 0
    for _ in range(draws):
        d, v, chi2 = 0.0, np.zeros(2), 0.0
        for n, p, t in parts:
            y = f(p, t) * np.exp(0.05 * rng.standard_normal(len(t)))
            c, a, var, at, sev = fit(p, t, y, 0.05 * y)
            d, v, chi2 = d + COEF[n] * a, v + COEF[n] ** 2 * np.array(var), chi2 + c
            bound, several = bound + at, several + sev
        u = np.sqrt(np.maximum(v, 0)) / d
        rows.append([np.log(d / truth), u[0], u[1], u[0] * np.sqrt(chi2 / df)])
    off, out, kept, residual = np.abs(np.array(rows)).T
    share = lambda w: 100 * np.mean(off <= w)
    est = 100 * (np.exp(np.array(rows)[:, 0]) - 1)
    print(f"{name}: {draws} draws, bound in {100 * bound / draws:.1f} %, starts differ in {100 * several / draws / 2:.1f} % of fits")
    print(f"  first order {share(1.96 * out):.1f}, bound constants kept in {share(1.96 * kept):.1f}, "
          f"residual z {share(1.96 * residual):.1f}, t {share(student.ppf(.975, df) * residual):.1f}; "
          f"estimate mean {est.mean():+.2f} %, median {np.median(est):+.2f} %")


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    design("4+5", [2, 6, 24, 96], n, 1)
    design("5+5", [2, 6, 24, 96, 144], n, 2)
