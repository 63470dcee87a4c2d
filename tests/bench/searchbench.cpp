// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/pluginindex.h"
#include "models/common/fuzzyindex.h"
#include "models/registry/plugintablemodel.h"
#include "tests/bench/generatedplugins.h"
#include "tests/bench/measurement.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <functional>

// Filter, facets, order and palette over 100,000 plugins, against one frame of 16 ms.

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double frameMs = 16;

void measure(const QString &name, double against, const std::function<void()> &work)
{
    QList<double> times;
    for (int round = 0; round < 7; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.append(double(timer.nsecsElapsed()) / 1e6);
    }
    bench::print({name, bench::median(times), u"ms"_s, u"one frame"_s, against});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    PluginStore store;
    store.putAll(bench::generatedPlugins(bench::manyPlugins));
    PluginIndex index;
    measure(u"search.build"_s, frameMs, [&] { index = PluginIndex(store); });
    const auto search = [&](const QString &name, const QString &query) {
        const PluginQuery parsed = PluginQuery::parse(query);
        measure(name, frameMs, [&] { (void)index.search(parsed); });
    };
    search(u"search.rare"_s, u"plugin-99999 99999"_s);
    search(u"search.common"_s, u"kubernetes"_s);
    search(u"search.none"_s, u"nothinglikeit"_s);
    search(u"search.fields"_s, u"status:blocked,in_review !risk:low owner:team-7"_s);
    measure(u"search.facet"_s, frameMs, [&] { (void)index.facet(u"status"_s, PluginQuery::parse(u"kubernetes"_s)); });
    PluginTableModel model(store);
    bool ascending = false;
    measure(u"search.sort.name"_s, frameMs, [&] {
        model.sort(PluginTableModel::Name, ascending ? Qt::AscendingOrder : Qt::DescendingOrder);
        ascending = !ascending;
    });
    FuzzyIndex palette;
    for (int row = 0; row < store.count(); ++row)
        palette.add(store.at(row).name);
    measure(u"palette.word"_s, frameMs, [&] { (void)palette.rank(u"tekton"_s, 50); });
    measure(u"palette.scattered"_s, frameMs, [&] { (void)palette.rank(u"plgtkn9"_s, 50); });
    return 0;
}
