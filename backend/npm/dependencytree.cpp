// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/dependencytree.h"

#include "backend/npm/manifest.h"
#include "backend/npm/npmconfig.h"
#include "backend/npm/semverrange.h"

#include <QHash>
#include <QSet>

#include <deque>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Wanted
{
    QString name;
    QString range;
    QString requiredBy;
};

//! "npm:other@^1.0.0" means another package than its name says.
void followAlias(Wanted &wanted)
{
    if (!wanted.range.startsWith(u"npm:"_s))
        return;
    const QString target = wanted.range.mid(4);
    const qsizetype at = target.lastIndexOf(u'@');
    wanted.name = at > 0 ? target.left(at) : target;
    wanted.range = at > 0 ? target.mid(at + 1) : QString();
}

bool isDeprecated(const QJsonObject &manifest)
{
    const QJsonValue value = manifest.value("deprecated"_L1);
    return !value.toString().isEmpty() || value.toBool();
}

class Walk final
{
public:
    Walk(const PackageSource &source, const TreeLimits &limits, const std::stop_token &stop)
        : m_source(source)
        , m_limits(limits)
        , m_stop(stop)
        , m_until(std::chrono::steady_clock::now() + limits.time)
    {
    }

    void want(const QJsonObject &manifest, const QString &requiredBy)
    {
        const QList<Dependency> dependencies = dependenciesOf(manifest);
        for (const Dependency &dependency : dependencies) {
            if (dependency.kind == u"peer"_s)
                continue;
            Wanted wanted{dependency.name, dependency.range, requiredBy};
            followAlias(wanted);
            if (!m_asked.contains({wanted.name, wanted.range})) {
                m_asked.insert({wanted.name, wanted.range});
                m_queue.push_back(std::move(wanted));
            }
        }
    }

    Result<DependencyTree> run(const std::function<void(int)> &progress)
    {
        while (!m_queue.empty()) {
            if (m_stop.stop_requested())
                return fail(cancelledError());
            if (m_tree.packages.size() >= m_limits.packages || std::chrono::steady_clock::now() > m_until) {
                m_tree.isComplete = false;
                break;
            }
            const Wanted wanted = std::move(m_queue.front());
            m_queue.pop_front();
            GATEHOUSE_TRY(take(wanted));
            if (progress)
                progress(int(m_tree.packages.size()));
        }
        return std::move(m_tree);
    }

private:
    void miss(const Wanted &wanted, const QString &reason)
    {
        m_tree.unresolved << UnresolvedDependency{wanted.name, wanted.range, reason,
            wanted.requiredBy.isEmpty() ? u"the package itself"_s : wanted.requiredBy};
    }

    Status take(const Wanted &wanted)
    {
        if (!isPackageName(wanted.name)) {
            miss(wanted, u"it is no package name"_s);
            return {};
        }
        const auto packument = document(wanted.name);
        if (!packument && packument.error().kind != ErrorKind::Input)
            return fail(packument.error());
        if (!packument) {
            miss(wanted, u"the registry has no such package"_s);
            return {};
        }
        const QString version = chooseVersion(*packument, wanted.range);
        if (version.isEmpty()) {
            miss(wanted, u"no version fits %1"_s.arg(wanted.range.left(80)));
            return {};
        }
        return add(*packument, version, wanted.requiredBy);
    }

    Status add(const Packument &packument, const QString &version, const QString &requiredBy)
    {
        ResolvedPackage package{packument.name(), version, requiredBy, {}, {}, packument.publishedAt(version), false};
        if (m_known.contains(package.id()))
            return {};
        m_known.insert(package.id());
        QJsonObject manifest = packument.manifest(version);
        package.hasInstallScript = manifest.value("hasInstallScript"_L1).toBool() || !installScriptsOf(manifest).isEmpty();
        if (isDeprecated(manifest))
            package.deprecated = manifest.value("deprecated"_L1).toString(u"deprecated"_s);
        if (!manifest.contains("license"_L1) && !manifest.contains("licenses"_L1)) {
            const auto whole = m_source.manifest(package.name, version);
            if (!whole && whole.error().kind != ErrorKind::Input)
                return fail(whole.error());
            package.licence = declaredLicence(whole.value_or(QJsonObject()));
        } else {
            package.licence = declaredLicence(manifest);
        }
        const QString id = package.id();
        m_tree.packages << std::move(package);
        want(manifest, id);
        return {};
    }

    Result<Packument> document(const QString &name)
    {
        if (const auto known = m_documents.constFind(name); known != m_documents.cend())
            return *known;
        auto read = m_source.document(name);
        if (read)
            m_documents.insert(name, *read);
        return read;
    }

    const PackageSource &m_source;
    const TreeLimits &m_limits;
    const std::stop_token &m_stop;
    const std::chrono::steady_clock::time_point m_until;
    std::deque<Wanted> m_queue;
    QSet<std::pair<QString, QString>> m_asked;
    QSet<QString> m_known;
    QHash<QString, Packument> m_documents;
    DependencyTree m_tree;
};

} // namespace

QString chooseVersion(const Packument &packument, const QString &range)
{
    const QString tagged = packument.taggedVersion(range.isEmpty() ? u"latest"_s : range);
    if (!tagged.isEmpty())
        return tagged;
    const auto parsed = SemVerRange::parse(range);
    if (!parsed)
        return {};
    const auto fits = [&](const QString &version) {
        const auto number = SemVer::parse(version);
        return number && parsed->isSatisfiedBy(*number);
    };
    const QString latest = packument.latestVersion();
    if (fits(latest) && !isDeprecated(packument.manifest(latest)))
        return latest;
    QString best;
    const QStringList &versions = packument.versions();
    for (auto it = versions.rbegin(); it != versions.rend(); ++it) {
        if (!fits(*it))
            continue;
        if (!isDeprecated(packument.manifest(*it)))
            return *it;
        if (best.isEmpty())
            best = *it;
    }
    return best;
}

Result<DependencyTree> resolveDependencies(const PackageSource &source, const QJsonObject &manifest,
    const TreeLimits &limits, const std::stop_token &stop, const std::function<void(int)> &progress)
{
    Walk walk(source, limits, stop);
    walk.want(manifest, {});
    return walk.run(progress);
}

} // namespace gatehouse
