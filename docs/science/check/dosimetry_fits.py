"""Second opinion on the curve fits of the dosimetry, by SciPy.

    python3 dosimetry_fits.py            # needs numpy and scipy

Prints, for the vectors of the tests, what another program finds: parameters, residual
sum of squares, area, its standard uncertainty. The Go tests in internal/curve and
internal/dose pin the same numbers; nothing is imported from there.
"""
import time

import numpy as np
from scipy.optimize import least_squares

LAMBDA = np.log(2) / (8.0207 * 24)  # 131I, ICRP 107


def fit(model, t, y, start, sigma=None):
    sigma = np.ones_like(y) if sigma is None else sigma
    r = least_squares(lambda p: (model(p, t) - y) / sigma, start, xtol=1e-15, ftol=1e-15, gtol=1e-15,
                      x_scale=np.abs(start), max_nfev=20000)
    dof = len(y) - len(start)
    cov = np.linalg.pinv(r.jac.T @ r.jac)
    if dof > 0 and np.allclose(sigma, 1):
        cov = cov * 2 * r.cost / dof
    return r.x, 2 * r.cost, cov


def area(p, cov, f):
    g = np.array([(f(p + d) - f(p - d)) / (2 * d[i]) for i, d in enumerate(np.diag(1e-6 * np.abs(p)))])
    return f(p), np.sqrt(g @ cov @ g)


def mono(p, t): return p[0] * np.exp(-p[1] * t)
def washout(p, t): return p[0] * (np.exp(-p[1] * t) - np.exp(-p[2] * t))
def bi(p, t): return p[0] * np.exp(-p[1] * t) + p[2] * np.exp(-p[3] * t)


def show(name, p, rss, a):
    print(f"{name:28s} {np.array2string(p, precision=9)}  RSS {rss:.8g}  area {a[0]:.9g}  u {a[1]:.6g}")


t = np.array([4, 24, 48, 72, 96.0])
A = np.array([2.10, 5.60, 4.60, 3.55, 2.80])
B = np.array([3.9, 3.1, 2.2, 1.62, 1.15])
p, s, c = fit(washout, t, A, [8, .012, .09])
show("A uptake-washout", p, s, area(p, c, lambda p: p[0] * (1 / p[1] - 1 / p[2])))
p, s, c = fit(mono, t, B, [4, .013])
show("B mono", p, s, area(p, c, lambda p: p[0] / p[1]))
p, s, c = fit(washout, t, B, [4.3, .0137, .8])
show("B uptake-washout", p, s, area(p, c, lambda p: p[0] * (1 / p[1] - 1 / p[2])))

# The synthetic example of the EANM blood procedure, 5 % a reading, 70 kg.
ts = np.array([2, 6, 24, 48, 72, 96, 144.0])
truth = {"body": (0.8, np.log(2) / 12, 0.2, np.log(2) / 60), "blood": (2.6e-5, np.log(2) / 10, 2e-6, np.log(2) / 70)}
coef = {"body": 0.0188 / 70 ** (2 / 3), "blood": 108}
dose, var = 0, 0
for name, p0 in truth.items():
    y = bi(p0, ts)
    p, s, c = fit(bi, ts, y, np.array(p0) * [1.1, .9, 1.1, .9], 0.05 * y)
    a = area(p, c, lambda p: p[0] / p[1] + p[2] / p[3])
    show("procedure, " + name, p, s, a)
    dose += coef[name] * a[0]
    var += (coef[name] * a[1]) ** 2
print(f"dose {dose:.6f} Gy/GBq, u {100 * np.sqrt(var) / dose:.4f} %, 2 Gy at {2 / dose:.3f} GBq")

# Bootstrap: u of ln D over refits, weights of the first fit, constants >= physical.
rng = np.random.default_rng(1)
draws, start, values = 1200, time.process_time(), []
for _ in range(draws):
    d = 0
    for name, p0 in truth.items():
        y0 = bi(p0, ts)
        y = y0 * np.exp(0.05 * rng.standard_normal(len(ts)))
        r = least_squares(lambda p: (bi(p, ts) - y) / (0.05 * y0), p0, bounds=([0, LAMBDA, 0, LAMBDA], np.inf), x_scale=p0)
        q = r.x
        d += coef[name] * (q[0] / q[1] + q[2] / q[3])
    values.append(np.log(d / dose))
took = time.process_time() - start
print(f"bootstrap u {100 * np.std(values):.2f} %, mean shift {100 * np.mean(values):+.2f} %, {1000 * took / draws / 2:.2f} ms of processor time a fit")
